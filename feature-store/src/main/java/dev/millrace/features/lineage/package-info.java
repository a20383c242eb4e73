/** Which model was trained on which dataset, and what is remembered of datasets. */
@NullMarked
package dev.millrace.features.lineage;

import org.jspecify.annotations.NullMarked;
