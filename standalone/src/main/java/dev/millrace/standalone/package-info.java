/** All of Millrace in one JVM, and the {@code millrace} command. */
@NullMarked
package dev.millrace.standalone;

import org.jspecify.annotations.NullMarked;
