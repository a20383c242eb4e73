@NullMarked
package dev.millrace.embedded.schemas;

import org.jspecify.annotations.NullMarked;
