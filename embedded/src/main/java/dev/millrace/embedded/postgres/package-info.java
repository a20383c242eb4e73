/** A PostgreSQL server as a child process, and the repair of what a killed JVM left of it. */
@NullMarked
package dev.millrace.embedded.postgres;

import org.jspecify.annotations.NullMarked;
