#include "modules/domains/domain_routes.h"

#include "core/hostname/hostname.h"
#include "core/http/rights.h"
#include "modules/billing/invoice_views.h"

namespace hostler {

using http::Access;

namespace {

// Of other modules, which know of this one.
constexpr http::Permission kReadServices{"services:ReadServices"};
constexpr http::Permission kReadInstances{"compute:ReadInstances"};

constexpr http::Permission kReadBuckets{"storage:ReadBuckets"};

http::Permission rightToSee(DomainLinkKind kind) {
  switch (kind) {
    case DomainLinkKind::Service:
      return kReadServices;
    case DomainLinkKind::Instance:
      return kReadInstances;
    case DomainLinkKind::Bucket:
      break;
  }
  return kReadBuckets;
}

// Who may not see something leads no name to it either.
void requireMaySee(const Actor& actor, const DomainLink& link) {
  http::requireMay(actor, rightToSee(link.kind), {link.to});
}

}  // namespace

void DomainRoutes::mount(http::Router& router) {
  mountReading(router);
  mountActing(router);
  mountAdmin(router);
}

void DomainRoutes::mountReading(http::Router& router) {
  router
      .get<DomainAgreementsQuery, Json>(
          "/domains/agreements", Access::everyone(),
          [this](const auto& request) {
            const auto& query = request.query();
            return Json{
                {"data", parts_.sales.agreements(request.scope(), query.domain, query.privacy,
                                                 query.action == "transfer")}};
          })
      .named("getDomainAgreements", "What a buyer has to agree to, as the registrar has it now")
      .tagged("Domains")
      .limited(http::Rate::Search)
      .slow();
  router
      .get<RegistrationFieldsQuery, Json>("/domains/registration-fields", Access::everyone(),
                                          [this](const auto& request) {
                                            return parts_.sales.registrationFields(
                                                request.scope(), request.query().domain);
                                          })
      .named(
          "getRegistrationFields",
          "What a new domain's registry wants to know, as JSON Schema of the cart item's options")
      .tagged("Domains")
      .limited(http::Rate::Search)
      .slow();
  router
      .get<DomainQuery, http::Page<DomainView>>(
          "/domains", Access::client(kReadDomains),
          [this](const auto& request) { return list(request.actor(), request.query()); })
      .named("listDomains", "My domains")
      .tagged("Domains");
  router
      .get<http::Nothing, DomainView>("/domains/{id}", Access::client(kReadDomains),
                                      [this](const auto& request) {
                                        return one(request.actor(), request.template id<Domain>(),
                                                   false);
                                      })
      .named("getDomain", "One domain")
      .tagged("Domains");
  router
      .get<http::Nothing, http::Page<DomainStepView>>(
          "/domains/{id}/timeline", Access::client(kReadDomains),
          [this](const auto& request) {
            return timeline(request.scope(), request.template id<Domain>(), false);
          })
      .named("getDomainTimeline", "Everything that happened to it")
      .tagged("Domains");
  router
      .get<http::Nothing, Json>("/domains/{id}/whois", Access::client(kReadDomains),
                                [this](const auto& request) {
                                  return parts_.actions.whois(request.scope(),
                                                              request.template id<Domain>());
                                })
      .named("getDomainWhois", "What the registrar shows of it, or did within the last minute")
      .tagged("Domains")
      .limited(http::Rate::Search)
      .slow();
  router
      .get<http::Nothing, DomainAuthCodeView>(
          "/domains/{id}/auth-code",
          Access::client(kTransferDomains).withFreshFactor().notImpersonated(),
          [this](const auto& request) {
            const auto code =
                parts_.actions.revealAuthCode(request.actor(), request.template id<Domain>());
            DomainAuthCodeView view;
            view.mailed = code.mailed;
            if (!code.code.empty()) view.code = code.code.reveal();
            return view;
          })
      .named("revealDomainAuthCode", "The code that moves it to another registrar")
      .tagged("Domains")
      .limited(http::Rate::Search)
      .slow();
}

http::Reply<DomainActionView> DomainRoutes::after(const Actor& actor, Id<Domain> id,
                                                  const DomainActions::Job& job) {
  if (job) return {{job, std::nullopt}, 202};
  return {{std::nullopt, one(actor, id, actor.isStaff())}};
}

void DomainRoutes::mountActing(http::Router& router) {
  const auto operate = Access::client(kOperateDomains).notSuspended();
  router
      .patch<DomainNameserversBody, DomainActionView>(
          "/domains/{id}/nameservers", operate,
          [this](const auto& request) {
            const auto id = request.template id<Domain>();
            return after(
                request.actor(), id,
                parts_.actions.setNameservers(request.actor(), id, request.body().nameservers));
          })
      .named("setDomainNameservers", "Change its name servers")
      .tagged("Domains");
  router
      .patch<DomainContacts, DomainActionView>(
          "/domains/{id}/contacts", operate,
          [this](const auto& request) {
            const auto id = request.template id<Domain>();
            return after(request.actor(), id,
                         parts_.actions.setContacts(request.actor(), id, request.body()));
          })
      .named("setDomainContacts", "Change who stands behind it")
      .tagged("Domains");
  router
      .patch<DomainAutoRenewBody, DomainView>("/domains/{id}/auto-renew", operate,
                                              [this](const auto& request) {
                                                const auto id = request.template id<Domain>();
                                                parts_.actions.setAutoRenew(
                                                    request.actor(), id, request.body().autoRenew);
                                                return one(request.actor(), id, false);
                                              })
      .named("setDomainAutoRenew", "Whether its renewal is invoiced by itself")
      .tagged("Domains");
  router
      .put<DomainLinkBody, DomainView>("/domains/{id}/link", operate,
                                       [this](const auto& request) {
                                         const auto id = request.template id<Domain>();
                                         const auto link = request.body().link();
                                         if (link) requireMaySee(request.actor(), *link);
                                         parts_.actions.setLink(request.actor(), id, link);
                                         return one(request.actor(), id, false);
                                       })
      .named("linkDomain", "Say what it leads to; an empty body takes the link away")
      .tagged("Domains");
  const auto switches = [&](const char* path, const char* on, const char* off, const char* what,
                            auto act) {
    router
        .post<http::Nothing, DomainActionView>(
            path, operate,
            [this, act](const auto& request) {
              const auto id = request.template id<Domain>();
              return after(request.actor(), id, (parts_.actions.*act)(request.actor(), id, true));
            })
        .named(on, std::string{what} + " on")
        .tagged("Domains")
        .idempotent();
    router
        .remove<http::Nothing, DomainActionView>(
            path, operate,
            [this, act](const auto& request) {
              const auto id = request.template id<Domain>();
              return after(request.actor(), id, (parts_.actions.*act)(request.actor(), id, false));
            })
        .named(off, std::string{what} + " off")
        .tagged("Domains");
  };
  switches("/domains/{id}/privacy", "enableDomainPrivacy", "disableDomainPrivacy",
           "Switch its privacy", &DomainActions::setPrivacy);
  switches("/domains/{id}/transfer-lock", "lockDomain", "unlockDomain", "Switch its transfer lock",
           &DomainActions::setLock);
  router
      .post<DomainSignersBody, DomainActionView>(
          "/domains/{id}/dnssec", operate,
          [this](const auto& request) {
            const auto id = request.template id<Domain>();
            return after(request.actor(), id,
                         parts_.actions.setSigners(request.actor(), id, request.body().records));
          })
      .named("enableDomainDnssec", "Have its registry publish its DS records")
      .tagged("Domains")
      .idempotent();
  router
      .remove<http::Nothing, DomainActionView>(
          "/domains/{id}/dnssec", operate,
          [this](const auto& request) {
            const auto id = request.template id<Domain>();
            return after(request.actor(), id, parts_.actions.removeSigners(request.actor(), id));
          })
      .named("disableDomainDnssec", "Take its DS records away from its registry")
      .tagged("Domains");
  router
      .post<DomainRenewBody, InvoiceView>(
          "/domains/{id}/renew", operate,
          [this](const auto& request) {
            const auto invoice = parts_.actions.renew(
                request.actor(), request.template id<Domain>(), request.body().years);
            return InvoiceView::of(invoice, parts_.tenants.today(invoice.tenant));
          })
      .named("renewDomain", "Renew it, or bring it back from redemption: the invoice to pay")
      .tagged("Domains")
      .creates();
  router
      .post<DomainTransferBody, DomainActionView>(
          "/domains/{id}/transfer", operate.withFreshFactor(),
          [this](const auto& request) {
            const auto id = request.template id<Domain>();
            return after(request.actor(), id,
                         parts_.actions.setTransferCode(request.actor(), id,
                                                        Secret{request.body().authCode}));
          })
      .named("giveTransferCode", "Give a transfer that waits for it another code")
      .tagged("Domains")
      .idempotent();
}

void DomainRoutes::mountAdmin(http::Router& router) {
  const auto manage = Access::staff(kManageDomains);
  router
      .get<AdminDomainQuery, http::Page<DomainView>>(
          "/admin/domains", manage,
          [this](const auto& request) { return listForStaff(request.actor(), request.query()); })
      .named("adminListDomains", "All domains")
      .tagged("Admin: domains");
  router
      .get<http::Nothing, DomainView>("/admin/domains/{id}", manage,
                                      [this](const auto& request) {
                                        return one(request.actor(), request.template id<Domain>(),
                                                   true);
                                      })
      .named("adminGetDomain", "One domain")
      .tagged("Admin: domains");
  router
      .get<http::Nothing, http::Page<DomainStepView>>(
          "/admin/domains/{id}/timeline", manage,
          [this](const auto& request) {
            return timeline(request.scope(), request.template id<Domain>(), true);
          })
      .named("adminGetDomainTimeline", "Everything that happened to it")
      .tagged("Admin: domains");
  const auto acts = [&](const char* path, const char* name, const char* what, auto act) {
    router
        .post<http::Nothing, DomainActionView>(
            path, manage,
            [this, act](const auto& request) {
              const auto id = request.template id<Domain>();
              return after(request.actor(), id, (parts_.actions.*act)(request.actor(), id));
            })
        .named(name, what)
        .tagged("Admin: domains")
        .idempotent();
  };
  acts("/admin/domains/{id}/sync", "adminSyncDomain", "Look it up at its registrar",
       &DomainActions::sync);
  acts("/admin/domains/{id}/retry", "adminRetryDomain", "Take up again what waits for a person",
       &DomainActions::retry);
  router
      .post<DomainConfirmBody, DomainActionView>(
          "/admin/domains/{id}/confirm-renewal", manage,
          [this](const auto& request) {
            const auto id = request.template id<Domain>();
            return after(
                request.actor(), id,
                parts_.actions.confirmRenewal(request.actor(), id, request.body().further));
          })
      .named("adminConfirmDomainRenewal",
             "Decide about a paid renewal of what the registrar shows renewed already")
      .tagged("Admin: domains")
      .idempotent();
  router
      .post<DomainRefuseBody, DomainView>("/admin/domains/{id}/refuse", manage,
                                          [this](const auto& request) {
                                            const auto id = request.template id<Domain>();
                                            parts_.actions.refuse(request.actor(), id,
                                                                  request.body().reason);
                                            return one(request.actor(), id, true);
                                          })
      .named("adminRefuseDomain", "Give up on what waits: what was paid becomes credit")
      .tagged("Admin: domains")
      .idempotent();
}

namespace {

DomainRepository::Filter filterOf(const DomainQuery& query) {
  DomainRepository::Filter filter;
  filter.status = query.status;
  if (query.name) {
    const auto name = Hostname::parse(*query.name);
    filter.name = name ? name->ascii() : *query.name;
  }
  return filter;
}

std::optional<DomainRepository::ByExpiry> expiryOrderOf(const http::ListQuery& query) {
  const auto sort = query.sort.value_or("");
  if (sort != "expires_on" && sort != "-expires_on") return std::nullopt;
  DomainRepository::ByExpiry order{sort.starts_with('-'), std::nullopt};
  if (query.cursor) order.after = http::Cursor::parse(*query.cursor);
  return order;
}

Instant startOf(Date day) {
  return TimeZone::named("UTC").startOf(day);
}

}  // namespace

http::Page<DomainView> DomainRoutes::list(const Actor& actor, const DomainQuery& query) {
  const auto filter = filterOf(query);
  const auto order = http::ListOrder::of(query);
  auto domains = parts_.database.read([&](db::Reader& reader) {
    return parts_.domains.list(reader, actor.scope, filter, order, query.limit + 1);
  });
  return http::Page<DomainView>::of(
      std::move(domains), query.limit,
      [](const Domain& domain) { return DomainView::of(domain, false); },
      [](const Domain& domain) {
        return http::Cursor{domain.id.value(), 0};
      },
      [&](const Domain& domain) { return actor.may(kReadDomains.action, domain.id.text()); });
}

http::Page<DomainView> DomainRoutes::listForStaff(const Actor& actor,
                                                  const AdminDomainQuery& query) {
  auto filter = filterOf(query);
  filter.work = query.work;
  if (query.expiresFrom) filter.expiresFrom = startOf(*query.expiresFrom);
  if (query.expiresTo) filter.expiresBefore = startOf(query.expiresTo->plusDays(1));
  auto within = actor.scope;
  if (query.account) within.account = query.account;
  const auto byExpiry = expiryOrderOf(query);
  return parts_.database.read([&](db::Reader& reader) {
    auto& domains = parts_.domains;
    auto rows = byExpiry ? domains.list(reader, within, filter, *byExpiry, query.limit + 1)
                         : domains.list(reader, within, filter, http::ListOrder::of(query),
                                        query.limit + 1);
    auto page = http::Page<DomainView>::of(
        std::move(rows), query.limit,
        [](const Domain& domain) { return DomainView::of(domain, true); },
        [](const Domain& domain) {
          return http::Cursor{domain.id.value(),
                              domain.expiresAt ? domain.expiresAt->unixMicros() : 0};
        });
    nameClients(reader, actor, page.data);
    return page;
  });
}

DomainView DomainRoutes::one(const Actor& actor, Id<Domain> id, bool staff) {
  auto view = DomainView::of(parts_.actions.get(actor.scope, id), staff);
  if (!staff) return view;
  return parts_.database.read(
      [&](db::Reader& reader) { return withClient(reader, actor, std::move(view)); });
}

http::Page<DomainStepView> DomainRoutes::timeline(const Scope& scope, Id<Domain> id, bool staff) {
  parts_.actions.get(scope, id);
  http::Page<DomainStepView> page;
  const auto steps =
      parts_.database.read([&](db::Reader& reader) { return parts_.domains.steps(reader, id); });
  for (const auto& step : steps)
    page.data.push_back({step.kind, staff || !step.isForStaff() ? step.detail : "", step.at});
  return page;
}

}  // namespace hostler
