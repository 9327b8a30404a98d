/* A plugin in plain C99, on abi.h alone: a notifier that prints nothing and keeps nothing, and says
 * that each message was handed on. It reads of a request only whether it has what the verb wants.
 */
#include <hostler/abi.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define TEXT(literal) \
  { literal, sizeof(literal) - 1 }

static bool is(hostler_text text, const char* wanted) {
  return text.size == strlen(wanted) && memcmp(text.data, wanted, text.size) == 0;
}

static bool contains(hostler_text text, const char* part) {
  const size_t size = strlen(part);
  for (uint64_t at = 0; at + size <= text.size; ++at) {
    if (memcmp(text.data + at, part, size) == 0) return true;
  }
  return false;
}

static hostler_outcome answer(const hostler_call* call, hostler_outcome outcome, const char* json) {
  const hostler_text text = {json, strlen(json)};
  call->sink(call->sink_self, text);
  return outcome;
}

static void* create(const hostler_host* host, hostler_text settings_json) {
  (void)settings_json;
  const hostler_host** self = malloc(sizeof *self);
  if (self != NULL) *self = host;
  return self;
}

static hostler_outcome invoke(void* self, const hostler_call* call) {
  (void)self;
  if (is(call->operation, "notifier/1.test_connection"))
    return answer(call, HOSTLER_SUCCEEDED, "{\"detail\":\"There is nothing to connect to.\"}");
  if (!is(call->operation, "notifier/1.send"))
    return answer(
        call, HOSTLER_PERMANENT,
        "{\"code\":\"unsupported\",\"message\":\"this plugin does not offer that operation\"}");
  if (!contains(call->request_json, "\"to\":\""))
    return answer(call, HOSTLER_PERMANENT,
                  "{\"code\":\"bad_request\",\"message\":\"to: is required\"}");
  return answer(call, HOSTLER_SUCCEEDED, "{\"id\":\"\"}");
}

static void destroy(void* self) {
  free(self);
}

__attribute__((visibility("default"))) const hostler_plugin* hostler_plugin_v1(void) {
  static const hostler_plugin plugin = {sizeof(hostler_plugin),
                                        HOSTLER_ABI_MAJOR,
                                        HOSTLER_ABI_MINOR,
                                        TEXT("notifier/1"),
                                        TEXT("plain"),
                                        TEXT("1.0.0"),
                                        create,
                                        invoke,
                                        destroy};
  return &plugin;
}
