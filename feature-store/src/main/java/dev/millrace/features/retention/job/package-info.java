/** When measurements are removed, and who says so. */
@NullMarked
package dev.millrace.features.retention.job;

import org.jspecify.annotations.NullMarked;
