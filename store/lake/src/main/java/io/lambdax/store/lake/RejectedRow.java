package io.lambdax.store.lake;

/**
 * A row of a file that was refused.
 *
 * @param line from 1, the header included
 * @param column the name of the column at fault
 * @param value what stood there
 * @param reason what is wrong and what would be right
 */
public record RejectedRow(String file, long line, String column, String value, String reason) {}
