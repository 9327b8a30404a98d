/* A whole plugin in C: it answers with what it was asked. VARIANT makes it wrong in one way. */
#include <hostler/abi.h>

#include <stddef.h>
#include <stdlib.h>

#define TEXT(literal) \
  { literal, sizeof(literal) - 1 }

/* What it can be wrong in. */
#define RIGHT 0
#define NO_SYMBOL 1
#define UNDEFINED_SYMBOL 2
#define OTHER_MAJOR 3
#define NEWER_MINOR 4
#define SMALL_DESCRIPTOR 5
#define NO_FUNCTION 6
#define NO_DESCRIPTOR 7
#define OTHER_NAME 8
#define OTHER_KIND 9
#define OTHER_VERSION 10
#define NULL_CREATE 11
#define CRASH_ON_LOAD 12
#ifndef VARIANT
#define VARIANT RIGHT
#endif

static int instances;

static void* create(const hostler_host* host, hostler_text settings) {
  (void)host, (void)settings;
  return VARIANT == NULL_CREATE ? NULL : &instances;
}

static hostler_outcome invoke(void* self, const hostler_call* call) {
  (void)self;
  call->sink(call->sink_self, call->request_json);
  return HOSTLER_SUCCEEDED;
}

static void destroy(void* self) {
  (void)self;
}

#if VARIANT == UNDEFINED_SYMBOL
extern int nobody_defines_this(void);
int uses_it(void);
int uses_it(void) {
  return nobody_defines_this();
}
#endif

#if VARIANT == CRASH_ON_LOAD
__attribute__((constructor)) static void crash(void) {
  abort();
}
#endif

static const hostler_plugin plugin = {
    VARIANT == SMALL_DESCRIPTOR ? sizeof(hostler_plugin) - 8 : sizeof(hostler_plugin),
    VARIANT == OTHER_MAJOR ? HOSTLER_ABI_MAJOR + 1 : HOSTLER_ABI_MAJOR,
    VARIANT == NEWER_MINOR ? HOSTLER_ABI_MINOR + 1 : HOSTLER_ABI_MINOR,
#if VARIANT == OTHER_KIND
    TEXT("gateway/1"),
#else
    TEXT("registrar/1"),
#endif
#if VARIANT == OTHER_NAME
    TEXT("somebody_else"),
#else
    TEXT(NAME),
#endif
#if VARIANT == OTHER_VERSION
    TEXT("9.9.9"),
#else
    TEXT("1.0.0"),
#endif
    create,
    VARIANT == NO_FUNCTION ? NULL : invoke,
    destroy};

#if VARIANT == NO_SYMBOL
const hostler_plugin* another_symbol(void);
const hostler_plugin* another_symbol(void) {
  return &plugin;
}
#else
const hostler_plugin* hostler_plugin_v1(void);
const hostler_plugin* hostler_plugin_v1(void) {
  return VARIANT == NO_DESCRIPTOR ? NULL : &plugin;
}
#endif
