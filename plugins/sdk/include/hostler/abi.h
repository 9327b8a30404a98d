/* All that crosses the border between the engine and a plugin. C99. Text is borrowed for the call.
 *
 * Within major 1 structs only grow at their end: read `size` before a field that a later minor
 * version added. No enumerator is zero, so memory that was never written is never an answer. */
#ifndef HOSTLER_ABI_H
#define HOSTLER_ABI_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define HOSTLER_ABI_MAJOR 1u /* must be equal */
#define HOSTLER_ABI_MINOR 0u /* the plugin's may not be newer than the host's */

/* UTF-8, not terminated. */
typedef struct hostler_text {
  const char* data;
  uint64_t size;
} hostler_text;

typedef enum hostler_outcome {
  HOSTLER_SUCCEEDED = 1,       /* it happened */
  HOSTLER_PENDING = 2,         /* accepted; a webhook or a later locate settles it */
  HOSTLER_RETRYABLE = 3,       /* nothing happened; the same key may be sent again */
  HOSTLER_PERMANENT = 4,       /* refused, and would be refused again */
  HOSTLER_NEEDS_ATTENTION = 5, /* a person must act: reseller balance, expired token, KYC */
  HOSTLER_UNKNOWN = 6          /* may have happened: locate before anything else */
} hostler_outcome;

typedef enum hostler_log_level {
  HOSTLER_LOG_DEBUG = 1,
  HOSTLER_LOG_INFO = 2,
  HOSTLER_LOG_WARNING = 3,
  HOSTLER_LOG_ERROR = 4
} hostler_log_level;

/* Lent to the plugin for its whole life; may be called from any thread. */
typedef struct hostler_host {
  uint32_t size;
  void* self;
  /* `fields_json` is one JSON object of facts. Settings marked secret are masked by the host. */
  void (*log)(void* self, int level, hostler_text event, hostler_text fields_json);
} hostler_host;

typedef struct hostler_call {
  uint32_t size;
  hostler_text operation; /* "registrar/1.renew" */
  hostler_text request_json;
  hostler_text idempotency_key; /* same key, same effect, at most once */
  int64_t deadline_unix_ms;     /* the answer is of no use after it */
  void* sink_self;
  /* The answer, given at most once and before invoke returns: the reply's JSON, or for the outcomes
   * from RETRYABLE on {"code", "message", "retry_after_seconds"?}. The host copies before it
   * returns. */
  void (*sink)(void* sink_self, hostler_text json);
} hostler_call;

typedef struct hostler_plugin {
  uint32_t size, abi_major, abi_minor;
  hostler_text kind, name, version; /* must equal plugin.json */
  /* Settings as plugin.json describes them, validated, secrets in clear. Null when they cannot be
   * used. */
  void* (*create)(const hostler_host* host, hostler_text settings_json);
  /* From any thread, several at once; never throws. */
  hostler_outcome (*invoke)(void* self, const hostler_call* call);
  void (*destroy)(void* self);
} hostler_plugin;

/* The one exported symbol. */
typedef const hostler_plugin* (*hostler_plugin_v1_function)(void);
#define HOSTLER_PLUGIN_SYMBOL "hostler_plugin_v1"

#ifdef __cplusplus
}
#endif

#endif /* HOSTLER_ABI_H */
