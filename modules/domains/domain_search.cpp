#include "modules/domains/domain_search.h"

#include "modules/catalog/tld_repository.h"
#include "modules/domains/domain_name.h"

#include <algorithm>
#include <condition_variable>

namespace hostler {
namespace {

// A registrar takes so many names in one call, and nobody waits longer for an answer.
constexpr std::size_t kNamesAtOnce = 50;
constexpr std::chrono::seconds kPatience{10};

std::string eventOf(std::string_view name, const Json& data) {
  return "event: " + std::string{name} + "\ndata: " + dump(data) + "\n\n";
}

Json listOf(const std::vector<DomainNameView>& names) {
  Json list = Json::array();
  for (const auto& name : names) list.push_back(toJson(name));
  return {{"data", list}};
}

}  // namespace

/// What one search has asked and what it has heard so far.
struct DomainSearch::Round {
  Candidates all;
  std::shared_ptr<front::Stream> stream;  // of a search whose answers are told as they come
  std::mutex mutex;
  std::condition_variable heard;
  std::size_t open = 0;  // calls that have not ended

  void add(const std::vector<std::size_t>& places, const std::map<std::string, NameStatus>& told) {
    const std::lock_guard lock{mutex};
    std::vector<DomainNameView> part;
    for (const auto place : places) {
      auto& name = all.names[place];
      const auto found = told.find(name.domain);
      const auto status = found == told.end() ? NameStatus{} : found->second;
      name.status = status.under(all.limits[place]).state;
      if (stream) part.push_back(name);
    }
    --open;
    heard.notify_all();
    if (!stream) return;
    stream->send(eventOf("results", listOf(part)));
    if (open == 0) end();
  }
  void end() {
    stream->send(eventOf("done", Json::object()));
    stream->close();
  }
};

Currency DomainSearch::currencyFor(const Scope& scope, const std::optional<Currency>& wanted) {
  if (wanted) return *wanted;
  if (!scope.account) return parts_.tenants.get(scope.tenant).currency;
  return parts_.database.read([&](db::Reader& reader) {
    return parts_.accounts.get(reader, scope.tenant, *scope.account).currency;
  });
}

DomainSearch::Table DomainSearch::table(Id<Tenant> id) {
  const auto tenant = parts_.tenants.get(id);
  const auto today = parts_.tenants.today(id);
  return parts_.database.read([&](db::Reader& reader) {
    return Table{tld_repository::all(reader, id, true), Worths::on(reader, tenant, today)};
  });
}

DomainSearch::Candidates DomainSearch::candidates(const Scope& scope,
                                                  const DomainSearchQuery& query) {
  const auto currency = currencyFor(scope, query.currency);
  auto [table, worths] = this->table(scope.tenant);
  const auto label = soughtLabel(query.text, table);
  if (!label)
    throw ValidationError{"q", "not_a_name", "must be a word or a domain name to look for"};
  // What was typed with its TLD stands first.
  if (const auto typed = Hostname::parse(query.text)) {
    if (const auto* tld = tldAbove(typed->ascii(), table))
      std::rotate(table.begin(), table.begin() + (tld - table.data()),
                  table.begin() + (tld - table.data()) + 1);
  }
  Candidates found;
  for (auto& tld : table) {
    if (found.names.size() >= static_cast<std::size_t>(query.limit)) break;
    const auto name = Hostname::parse(*label + "." + tld.name);
    if (!name || !isSoldUnder(name->ascii(), tld)) continue;
    found.names.push_back(DomainNameView::of(name->ascii(), name->unicode(), tld, currency));
    const auto& view = found.names.back();
    found.limits.emplace_back(tld.highestCost, view.registration, view.years, worths);
    found.registrars.push_back(tld.registrar);
  }
  return found;
}

std::shared_ptr<DomainSearch::Round> DomainSearch::begin(Candidates candidates,
                                                         std::shared_ptr<front::Stream> stream) {
  auto round = std::make_shared<Round>();
  round->all = std::move(candidates);
  round->stream = std::move(stream);
  std::vector<std::pair<NameAvailability::Question, std::vector<std::size_t>>> calls;
  for (std::size_t i = 0; i < round->all.names.size(); ++i) {
    const auto& registrar = round->all.registrars[i];
    const auto fits = std::ranges::find_if(calls, [&](const auto& call) {
      return call.first.registrar == registrar && call.first.names.size() < kNamesAtOnce;
    });
    auto& call = fits == calls.end() ? calls.emplace_back() : *fits;
    call.first.registrar = registrar;
    call.first.atMost = kPatience;
    call.first.names.push_back(round->all.names[i].domain);
    call.second.push_back(i);
  }
  round->open = calls.size();
  for (const auto& [question, places] : calls) {
    const bool taken = crew_.take([this, round, question = question, places = places] {
      std::map<std::string, NameStatus> told;
      try {
        told = parts_.availability.ask(question);
      } catch (...) {
        round->add(places, {});
        throw;
      }
      round->add(places, told);
    });
    if (!taken) round->add(places, {});
  }
  return round;
}

std::vector<DomainNameView> DomainSearch::search(const Scope& scope,
                                                 const DomainSearchQuery& query) {
  const auto round = begin(candidates(scope, query), nullptr);
  std::unique_lock lock{round->mutex};
  round->heard.wait_for(lock, kPatience + std::chrono::seconds{2},
                        [&] { return round->open == 0; });
  auto names = round->all.names;
  for (auto& name : names) {
    if (name.status == NameState::Checking) name.status = NameState::Unknown;
  }
  return names;
}

void DomainSearch::stream(Candidates candidates, std::shared_ptr<front::Stream> stream) {
  stream->send(eventOf("names", listOf(candidates.names)));
  const auto round = begin(std::move(candidates), stream);
  if (round->all.names.empty()) round->end();
}

DomainNameView DomainSearch::check(const Scope& scope, const DomainCheckQuery& query) {
  const auto name = Hostname::parse(query.domain);
  if (!name) throw ValidationError{"domain", "not_a_domain", "must be a domain name"};
  const auto [table, worths] = this->table(scope.tenant);
  const auto* tld = tldAbove(name->ascii(), table);
  if (tld == nullptr)
    throw DomainError{"tld_not_sold", 404, "Domains under this TLD are not sold here."};
  if (!isSoldUnder(name->ascii(), *tld))
    throw ValidationError{"domain", "not_a_domain", "must be one label under a TLD"};
  auto view =
      DomainNameView::of(name->ascii(), name->unicode(), *tld, currencyFor(scope, query.currency));
  NameAvailability::Question question;
  question.registrar = tld->registrar;
  question.names = {name->ascii()};
  question.definitive = true;
  const CostLimit limit{tld->highestCost, view.registration, view.years, worths};
  const auto status = parts_.availability.ask(question)[name->ascii()].under(limit);
  view.status = status.state;
  view.definitive = status.definitive;
  return view;
}

std::vector<TldPricingView> DomainSearch::pricing(const Scope& scope,
                                                  const DomainPricingQuery& query) {
  const auto currency = currencyFor(scope, query.currency);
  const auto table = parts_.database.read(
      [&](db::Reader& reader) { return tld_repository::all(reader, scope.tenant, true); });
  std::vector<TldPricingView> views;
  for (const auto& tld : table) views.push_back(TldPricingView::of(tld, currency));
  return views;
}

}  // namespace hostler
