/** REST of the feature store. */
@NullMarked
package dev.millrace.features.web;

import org.jspecify.annotations.NullMarked;
