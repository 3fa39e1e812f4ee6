/** The keys of the configuration, and the settings that come of them. */
@NullMarked
package com.danubemessaging.connect.source.webhook.config;

import org.jspecify.annotations.NullMarked;
