/** Between events and what the rules and tables understand. */
@NullMarked
package dev.millrace.registry.codec;

import org.jspecify.annotations.NullMarked;
