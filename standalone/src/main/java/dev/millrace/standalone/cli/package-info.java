/** The subcommands of {@code millrace}. */
@NullMarked
package dev.millrace.standalone.cli;

import org.jspecify.annotations.NullMarked;
