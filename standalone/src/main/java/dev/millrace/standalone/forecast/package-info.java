/** Forecasting with a registered model, in a process of its own. */
@NullMarked
package dev.millrace.standalone.forecast;

import org.jspecify.annotations.NullMarked;
