/** Feature sets that come with Millrace, and those that tenants register. */
@NullMarked
package dev.millrace.features.set.registry;

import org.jspecify.annotations.NullMarked;
