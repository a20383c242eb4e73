/** Makes exports, one after the other. */
@NullMarked
package dev.millrace.features.export.stream;

import org.jspecify.annotations.NullMarked;
