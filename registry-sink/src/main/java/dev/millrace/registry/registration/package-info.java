/** Fitted models become versions, and versions become events. */
@NullMarked
package dev.millrace.registry.registration;

import org.jspecify.annotations.NullMarked;
