package io.lambdax.store.view;

/**
 * A share of the speed layer's work, held by one process until another claims it.
 *
 * @param number 0: values and revisions; from 1: summaries
 * @param epoch which claim it is; a later claim has a higher one
 */
public record Share(int number, long epoch) {

  /** The share that writes values and revisions. */
  public static final int VALUES = 0;
}
