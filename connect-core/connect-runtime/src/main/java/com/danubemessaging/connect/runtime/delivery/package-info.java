/**
 * Dead letters: how a record that cannot be delivered is kept so that a person, or a program, can still make use of it.
 * Its bytes stay as they were; why it failed and where it came from are attributes beside its own; what is too large
 * for one message comes in parts that can be put together again. Values only: the broker's room stores them.
 */
@NullMarked
package com.danubemessaging.connect.runtime.delivery;

import org.jspecify.annotations.NullMarked;
