/** What a series, a day's value and a fact are: the words every other part uses. */
package io.lambdax.core.series;
