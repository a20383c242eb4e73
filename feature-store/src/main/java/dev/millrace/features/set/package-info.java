/** What a feature set is: features and baselines, declared as data. Pure. */
@NullMarked
package dev.millrace.features.set;

import org.jspecify.annotations.NullMarked;
