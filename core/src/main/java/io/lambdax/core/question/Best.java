package io.lambdax.core.question;

import io.lambdax.core.correlation.Significance;
import java.util.OptionalDouble;

/**
 * The best lag of a profile.
 *
 * @param lagsTested how many lags were in the running
 * @param pAdjusted p times the lags tested, at most 1: the best of many is less surprising than one
 */
public record Best(
    int lag,
    double r,
    int n,
    int lagsTested,
    Significance significance,
    OptionalDouble pAdjusted) {}
