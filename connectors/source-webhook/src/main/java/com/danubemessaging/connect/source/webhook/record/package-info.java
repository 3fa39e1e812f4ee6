/** What becomes of a body: one record or several, their keys and attributes. */
@NullMarked
package com.danubemessaging.connect.source.webhook.record;

import org.jspecify.annotations.NullMarked;
