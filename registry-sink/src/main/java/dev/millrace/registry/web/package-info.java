/** The REST resources. */
@NullMarked
package dev.millrace.registry.web;

import org.jspecify.annotations.NullMarked;
