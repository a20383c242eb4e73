/** Following a job until it ends. */
@NullMarked
package dev.millrace.standalone.watch;

import org.jspecify.annotations.NullMarked;
