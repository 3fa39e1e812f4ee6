/**
 * Tests of the source engine: one class for each idea, driven through a port that records and a time set by hand.
 * Examples show how an idea works; properties ({@code *PropertyTest}) state what holds in every history, on random
 * scripts that jqwik shrinks to the shortest one that breaks the promise.
 */
@NullMarked
package com.danubemessaging.connect.engine.source;

import org.jspecify.annotations.NullMarked;
