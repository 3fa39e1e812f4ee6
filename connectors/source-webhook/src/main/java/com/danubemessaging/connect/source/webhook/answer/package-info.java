/** Answers to requests that are not taken. */
@NullMarked
package com.danubemessaging.connect.source.webhook.answer;

import org.jspecify.annotations.NullMarked;
