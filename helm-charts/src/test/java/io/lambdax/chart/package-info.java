/** Tests of the chart: Helm renders it, and what comes out is judged object by object. */
package io.lambdax.chart;
