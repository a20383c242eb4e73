/** Looking for anomalies with a registered model, in a process of its own. */
@NullMarked
package dev.millrace.standalone.anomaly;

import org.jspecify.annotations.NullMarked;
