/**
 * The batch view in MySQL (or MariaDB): its schema, and the readers and writers through which the
 * parts meet.
 *
 * <p>{@link io.lambdax.store.view.Database} opens it. The job fills a view with {@link
 * io.lambdax.store.view.ViewWriter} and makes it current with {@link
 * io.lambdax.store.view.ViewSwitch}; the controller keeps its runs in {@link
 * io.lambdax.store.view.RunStore}; whoever answers questions reads {@link
 * io.lambdax.store.view.ViewPointer}, {@link io.lambdax.store.view.SeriesReader}, {@link
 * io.lambdax.store.view.SummaryReader} and {@link io.lambdax.store.view.StatusReader} inside one
 * {@link io.lambdax.store.view.Database#snapshot snapshot}.
 */
package io.lambdax.store.view;
