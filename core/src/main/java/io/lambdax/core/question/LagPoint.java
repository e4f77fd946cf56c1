package io.lambdax.core.question;

import java.util.OptionalDouble;

/** One point of a profile; r is absent where fewer than 5 days match or a side is constant. */
public record LagPoint(int lag, int n, OptionalDouble r) {}
