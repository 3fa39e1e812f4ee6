/** Dead letters: how a record that cannot be delivered is kept, with its reason and origin. */
@NullMarked
package com.danubemessaging.connect.runtime.delivery;

import org.jspecify.annotations.NullMarked;
