#include "tests/core/lua/with_hosts.h"

#include "tests/support/suite.h"

namespace hostler::lua::testing {
namespace {

// Sanitizers reserve terabytes, which no limit may cut.
constexpr bool kSanitized =
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    true;
#else
    false;
#endif

}  // namespace

std::optional<Json> MemoryStore::get(const Scope& scope, const std::string& key) {
  const std::scoped_lock lock{mutex_};
  const auto found = values_.find({scope.tenant, key});
  return found == values_.end() ? std::nullopt : std::optional{found->second};
}

void MemoryStore::set(const Scope& scope, const std::string& key,
                      const std::optional<Json>& value) {
  const std::scoped_lock lock{mutex_};
  if (value) {
    values_[{scope.tenant, key}] = *value;
  } else {
    values_.erase({scope.tenant, key});
  }
}

WithHosts::WithHosts() {
  settings.program = std::filesystem::canonical("/proc/self/exe").parent_path() / "script_host";
  settings.arguments = {};
  if (kSanitized) settings.memoryBytes = 0;
  addKeyValueFunctions(functions, store);
  for (const auto* name : {"before.test", "before.suspend", "test.happened"})
    events.add({.name = name});
  events.add({.name = "invoice.paid", .alsoKnownAs = {"InvoicePaid"}});
}

ScriptHosts& WithHosts::scripts() {
  if (scripts_ == nullptr)
    scripts_ = std::make_unique<ScriptHosts>(settings, nursery_, functions, events);
  return *scripts_;
}

void WithHosts::load(const std::vector<Script>& given, const ScriptOwner& owner) {
  for (const auto& one : scripts().load(owner, given)) {
    if (one.failure) CPPUNIT_FAIL(one.failure->message + "\n" + one.failure->traceback);
  }
}

HookVerdict WithHosts::hook(const std::string& body, const Json& event) {
  return hook(body, context(), event);
}

HookVerdict WithHosts::hook(const std::string& body, const ScriptContext& context,
                            const Json& event) {
  load({{"hooks/test.lua", "on('before.test', function(event)\n" + body + "\nend)"}});
  auto run = scripts().runHooks("before.test", event, context);
  CPPUNIT_ASSERT_EQUAL(std::size_t{1}, run.verdicts.size());
  return run.verdicts.front();
}

Script WithHosts::rule(const std::string& body, const std::string& before) {
  return {"rules/test.lua",
          before +
              "return rule { name = 'rule', when = '0 3 * * *', select = 'test.rows',\ndecide = "
              "function(row)\n" +
              body + "\nend }"};
}

Decisions WithHosts::decide(const std::string& body, const RowBatch& rows) {
  load({rule(body)});
  return scripts().decide("rule", rows, context());
}

RowBatch WithHosts::numbers(int count) {
  RowBatch rows{{{"number", ColumnType::Integer}, {"text", ColumnType::Text}}};
  static const char* const kTexts[]{"one", "two", "three"};
  for (int i = 1; i <= count; ++i) rows.add(i, kTexts[i / 100 % 3]);
  return rows;
}

ScriptContext WithHosts::context(std::int64_t tenant) {
  return {.scope = Scope::ofTenant(Id<Tenant>::of(tenant)),
          .now = Instant::ofUnixSeconds(1'772'236'800),
          .today = Date::of(2026, 2, 28)};
}

ScriptContext WithHosts::quick(std::chrono::milliseconds wall) const {
  auto quick = context();
  quick.limits.wall = wall;
  return quick;
}

}  // namespace hostler::lua::testing
