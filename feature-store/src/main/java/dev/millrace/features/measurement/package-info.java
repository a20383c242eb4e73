/** What a measurement must be like to be kept. Pure. */
@NullMarked
package dev.millrace.features.measurement;

import org.jspecify.annotations.NullMarked;
