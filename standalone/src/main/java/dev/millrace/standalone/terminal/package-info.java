/**
 * Text that draws: bars, sparklines, charts and tables, as pure functions, and the terminal they go
 * to.
 */
@NullMarked
package dev.millrace.standalone.terminal;

import org.jspecify.annotations.NullMarked;
