/**
 * Tests of the sink engine: one class for each idea, driven through a port that records and a time set by hand.
 * Examples show how an idea works ({@code *Test}); properties state what holds in every history
 * ({@code *PropertyTest}), on random scripts that jqwik shrinks to the shortest one that breaks the promise.
 */
@NullMarked
package com.danubemessaging.connect.engine.sink;

import org.jspecify.annotations.NullMarked;
