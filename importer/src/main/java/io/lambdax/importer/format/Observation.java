package io.lambdax.importer.format;

import io.lambdax.core.series.SeriesId;
import java.time.LocalDate;

/**
 * A value that a file states.
 *
 * @param value finite
 * @param line of the file, from 1
 */
public record Observation(SeriesId series, LocalDate date, double value, long line) {}
