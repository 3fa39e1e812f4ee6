/** The kit tried on connectors that keep the contract and on ones that break it, one rule each. */
@NullMarked
package com.danubemessaging.connect.testkit;

import org.jspecify.annotations.NullMarked;
