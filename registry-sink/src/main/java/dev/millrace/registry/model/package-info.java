/** The rules of the registry: versions, gates and stages. Pure. */
@NullMarked
package dev.millrace.registry.model;

import org.jspecify.annotations.NullMarked;
