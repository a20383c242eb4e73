/** PostgreSQL: pool, migrations, and exactly-once projections of topics into tables. */
@NullMarked
package dev.millrace.platform.db;

import org.jspecify.annotations.NullMarked;
