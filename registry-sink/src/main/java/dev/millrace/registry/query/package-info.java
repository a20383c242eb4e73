/** Questions to the tables, and what REST answers with. */
@NullMarked
package dev.millrace.registry.query;

import org.jspecify.annotations.NullMarked;
