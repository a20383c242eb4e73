/** Starting everything in this process, with trainer workers as child processes. */
@NullMarked
package dev.millrace.standalone.up;

import org.jspecify.annotations.NullMarked;
