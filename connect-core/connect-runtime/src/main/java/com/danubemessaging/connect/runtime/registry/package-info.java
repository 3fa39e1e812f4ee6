/** Finds connectors and makes sure that they fit this runtime. */
@NullMarked
package com.danubemessaging.connect.runtime.registry;

import org.jspecify.annotations.NullMarked;
