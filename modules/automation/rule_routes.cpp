#include "modules/automation/rule_routes.h"

namespace hostler {

using http::Access;

namespace {

struct BillingRunBody {
  std::optional<Date> date;
  bool dryRun = false;
  std::vector<std::string> except;
  static void describe(Shape<BillingRunBody>& shape) {
    shape.field("date", &BillingRunBody::date)
        .describedAs(
            "default: today; of a later day only invoices come ahead of time, and charges go by "
            "the "
            "hour whatever the day");
    shape.field("dry_run", &BillingRunBody::dryRun)
        .withDefault()
        .describedAs(
            "true: nothing happens, the answer lists what would. Lists: invoiced (services, and "
            "domains by `issue`), reminded, late_fees, charged (paid from credit), suspended, "
            "terminated, cancelled_orders, expired (domains that move on after their expiry, by "
            "`expire`), collected (invoices charged to a saved method now, by `charge`, or at "
            "`charge_at`, by `plan_charge`), held, refused, failed");
    shape.field("except", &BillingRunBody::except)
        .count(0, 1'000)
        .describedAs("subjects, as a dry run names them, that are left as they are this time");
  }
};

constexpr int kLongestLookAhead = 400;

void mustBeNear(const std::optional<Date>& date, Date today) {
  if (!date) return;
  const auto days = today.daysUntil(*date);
  if (days < -kLongestLookAhead || days > kLongestLookAhead) {
    throw ValidationError{"date", "out_of_range",
                          "must be within " + std::to_string(kLongestLookAhead) + " days of today"};
  }
}

}  // namespace

void RuleRoutes::mount(http::Router& router) {
  mountRules(router);
  mountRuns(router);
  mountBilling(router);
}

RuleView RuleRoutes::withTimes(Id<Tenant> tenant, const Rule& rule) {
  auto view = RuleView::of(rule);
  if (rule.enabled)
    view.nextRun =
        CronExpression::parse(rule.when).next(parts_.clock.now(), parts_.tenants.get(tenant).zone);
  const auto runs = parts_.database.read([&](db::Reader& reader) {
    return rule_run_repository::list(reader, tenant, rule.name(), http::ListOrder{}, 1);
  });
  if (!runs.empty()) view.lastRun = RuleRunView::of(runs.front());
  return view;
}

RuleView RuleRoutes::one(Id<Tenant> tenant, const std::string& name) {
  const auto rule = parts_.book.get(tenant, name);
  auto view = withTimes(tenant, rule);
  view.source = rule.source;
  return view;
}

RuleView RuleRoutes::change(const Actor& actor, const std::string& name, const RuleBody& body) {
  parts_.book.change(actor, name, {body.enabled, body.when, body.settings, body.source});
  return one(actor.scope.tenant, name);
}

RuleReportView RuleRoutes::runByHand(const Actor& actor, const std::string& name, bool confirmed) {
  const auto tenant = actor.scope.tenant;
  parts_.book.get(tenant, name);
  parts_.database.transaction([&](db::Transaction& tx) {
    parts_.audit.record(tx, actor, {"rule.run", name, nullptr, {{"confirmed", confirmed}}});
  });
  RuleRequest request;
  request.tenant = tenant;
  request.rule = name;
  request.due = parts_.clock.now();
  request.confirmed = confirmed;
  request.withFacts = true;
  return RuleReportView::of(parts_.runner.run(request), false);
}

void RuleRoutes::mountRules(http::Router& router) {
  router
      .get<http::Nothing, RuleList>("/admin/rules", Access::staff(kReadRules),
                                    [this](const auto& request) {
                                      const auto tenant = request.scope().tenant;
                                      RuleList list;
                                      for (const auto& rule : parts_.book.all(tenant))
                                        list.data.push_back(withTimes(tenant, rule));
                                      return list;
                                    })
      .named("adminListRules", "What the business does by itself")
      .tagged("Admin: automation");
  router
      .get<http::Nothing, RuleView>("/admin/rules/{name}", Access::staff(kReadRules),
                                    [this](const auto& request) {
                                      return one(request.scope().tenant, request.pathText("name"));
                                    })
      .named("adminGetRule", "One rule, with its source")
      .tagged("Admin: automation");
  const auto save = [this](const auto& request) {
    return change(request.actor(), request.pathText("name"), request.body());
  };
  router.put<RuleBody, RuleView>("/admin/rules/{name}", Access::staff(kManageRules), save)
      .named("adminSaveRule", "Change a rule's settings, schedule, switch or source")
      .tagged("Admin: automation");
  router.patch<RuleBody, RuleView>("/admin/rules/{name}", Access::staff(kManageRules), save)
      .named("adminChangeRule", "The same; what is left out stays")
      .tagged("Admin: automation");
  router
      .post<SimulateBody, RuleReportView>(
          "/admin/rules/{name}/simulate", Access::staff(kReadRules),
          [this](const auto& request) {
            const auto tenant = request.scope().tenant;
            mustBeNear(request.body().date, parts_.tenants.today(tenant));
            // A source of one's own sees every row that rules see: it takes the right to keep it.
            if (request.body().source && !request.actor().may(kManageRules.action)) {
              throw DomainError{"forbidden", 403,
                                "Only who may change rules tries out a source of their own; leave "
                                "it out to simulate the rule as it is."};
            }
            RuleRequest wanted;
            wanted.tenant = tenant;
            wanted.rule = request.pathText("name");
            wanted.due = parts_.clock.now();
            wanted.day = request.body().date;
            wanted.source = request.body().source;
            return RuleReportView::of(parts_.runner.simulate(wanted), true);
          })
      .named("adminSimulateRule", "What it would decide on a day, without effect")
      .tagged("Admin: automation");
  router
      .post<RunBody, RuleReportView>("/admin/rules/{name}/run", Access::staff(kRunRules),
                                     [this](const auto& request) {
                                       return runByHand(request.actor(), request.pathText("name"),
                                                        request.body().confirmed);
                                     })
      .named("adminRunRule", "Run it now")
      .tagged("Admin: automation");
}

void RuleRoutes::mountRuns(http::Router& router) {
  router
      .get<RunQuery, http::Page<RuleRunView>>(
          "/admin/rule-runs", Access::staff(kReadRules),
          [this](const auto& request) {
            const auto& query = request.query();
            const auto order = http::ListOrder::of(query);
            auto runs = parts_.database.read([&](db::Reader& reader) {
              return rule_run_repository::list(reader, request.scope().tenant, query.rule, order,
                                               query.limit + 1);
            });
            return http::Page<RuleRunView>::of(std::move(runs), query.limit, RuleRunView::of,
                                               [](const RuleRun& run) {
                                                 return http::Cursor{run.id.value(), 0};
                                               });
          })
      .named("adminListRuleRuns", "When rules ran, and what came of it")
      .tagged("Admin: automation");
  router
      .get<http::Nothing, RuleRunView>(
          "/admin/rule-runs/{id}", Access::staff(kReadRules),
          [this](const auto& request) {
            const auto id = request.template id<RuleRun>();
            const auto run = parts_.database.read([&](db::Reader& reader) {
              return rule_run_repository::find(reader, request.scope().tenant, id);
            });
            if (!run) throw NotFound{};
            return RuleRunView::of(*run);
          })
      .named("adminGetRuleRun", "One run")
      .tagged("Admin: automation");
  router
      .get<http::ListQuery, http::Page<RuleDecisionView>>(
          "/admin/rule-runs/{id}/decisions", Access::staff(kReadRules),
          [this](const auto& request) {
            const auto id = request.template id<RuleRun>();
            const auto& query = request.query();
            const auto order = http::ListOrder::of(query);
            auto rows = parts_.database.read([&](db::Reader& reader) {
              if (!rule_run_repository::find(reader, request.scope().tenant, id)) throw NotFound{};
              return rule_run_repository::decisions(reader, id, order, query.limit + 1);
            });
            return http::Page<RuleDecisionView>::of(
                std::move(rows), query.limit,
                [](const rule_run_repository::Written& row) { return RuleDecisionView::of(row); },
                [](const rule_run_repository::Written& row) {
                  return http::Cursor{row.id, 0};
                });
          })
      .named("adminListRuleDecisions", "What a run did, row by row")
      .tagged("Admin: automation");
}

void RuleRoutes::mountBilling(http::Router& router) {
  router
      .post<BillingRunBody, Json>(
          "/admin/billing/run", Access::staff(kRunRules),
          [this](const auto& request) {
            const auto& body = request.body();
            mustBeNear(body.date, parts_.tenants.today(request.scope().tenant));
            return parts_.billingRun.run(request.actor(), body.date, body.dryRun,
                                         {body.except.begin(), body.except.end()});
          })
      .named("adminRunBilling",
             "Invoice, remind, charge, suspend and terminate now, or see what would be")
      .tagged("Admin: automation")
      .idempotent();
  router
      .get<http::Nothing, UpcomingView>(
          "/billing/upcoming", Access::client(kReadUpcoming),
          [this](const auto& request) {
            const auto scope = request.scope();
            const auto rule = parts_.book.get(scope.tenant, "issue_renewals");
            const auto today = parts_.tenants.today(scope.tenant);
            auto view = parts_.database.read([&](db::Reader& reader) {
              return upcomingOf(reader, scope, parts_.services, parts_.renewals, parts_.billing,
                                rule.settings, today, parts_.upcomingBeside);
            });
            std::erase_if(view.data, [&](const UpcomingCharge& charge) {
              return !request.actor().may(kReadUpcoming.action, charge.subject());
            });
            return view;
          })
      .named("listUpcomingCharges", "What will be invoiced next, and when")
      .tagged("Billing");
}

}  // namespace hostler
