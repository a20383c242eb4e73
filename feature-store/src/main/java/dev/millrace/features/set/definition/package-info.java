/** Feature sets as text: YAML, of which JSON is a part. */
@NullMarked
package dev.millrace.features.set.definition;

import org.jspecify.annotations.NullMarked;
