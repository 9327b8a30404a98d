#include "modules/billing/client_tax_routes.h"

#include "modules/billing/billing_permissions.h"

namespace hostler {

using http::Access;

namespace {

struct TaxNumberView {
  std::optional<std::string> taxId;
  TaxIdStanding standing = TaxIdStanding::Unchecked;
  std::optional<Instant> checkedAt;
  static TaxNumberView of(const TaxStanding& standing) {
    return {standing.taxId, standing.standing, standing.checkedAt};
  }
  static void describe(Shape<TaxNumberView>& shape) {
    shape.field("tax_id", &TaxNumberView::taxId).nullable();
    shape.field("standing", &TaxNumberView::standing);
    shape.field("checked_at", &TaxNumberView::checkedAt).nullable();
  }
};

struct TaxNumberBody {
  std::optional<std::string> taxId;
  static void describe(Shape<TaxNumberBody>& shape) {
    shape.field("tax_id", &TaxNumberBody::taxId)
        .length(1, 30)
        .describedAs("a VAT number with its country, such as FR40303265045; left out: none");
  }
};

struct ClientTaxView : TaxNumberView {
  bool sez = false;
  std::optional<std::string> evidence;
  static ClientTaxView of(const TaxStanding& standing) {
    ClientTaxView view;
    static_cast<TaxNumberView&>(view) = TaxNumberView::of(standing);
    view.sez = standing.sez;
    if (standing.answer.is_object()) view.evidence = standing.answer.value("evidence", "");
    return view;
  }
  static void describe(Shape<ClientTaxView>& shape) {
    shape.include<TaxNumberView>();
    shape.field("sez", &ClientTaxView::sez);
    shape.field("evidence", &ClientTaxView::evidence).nullable();
  }
};

struct ClientTaxBody {
  std::optional<bool> sez;
  std::optional<std::optional<std::string>> taxId;
  std::optional<TaxIdStanding> standing;
  std::optional<std::string> evidence;
  static void describe(Shape<ClientTaxBody>& shape) {
    shape.field("sez", &ClientTaxBody::sez)
        .describedAs("a unit or developer of a special economic zone in India");
    shape.field("tax_id", &ClientTaxBody::taxId).length(1, 30);
    shape.field("standing", &ClientTaxBody::standing)
        .describedAs("what the register said, where a person asked it");
    shape.field("evidence", &ClientTaxBody::evidence)
        .length(1, 300)
        .describedAs("the register's consultation number, or how it was asked");
  }
};

std::string numberOf(const std::string& text) {
  const auto number = tax_standings::vatNumber(text);
  if (!number)
    throw ValidationError{"tax_id", "invalid", "must be a VAT number with its country's letters"};
  return *number;
}

Json recorded(const TaxStanding& standing) {
  return {{"sez", standing.sez},
          {"tax_id", standing.taxId ? Json(*standing.taxId) : Json()},
          {"standing", wordOf(standing.standing)},
          {"answer", standing.answer}};
}

}  // namespace

void ClientTaxRoutes::mount(http::Router& router) {
  mountClient(router);
  mountStaff(router);
}

TaxStanding ClientTaxRoutes::read(Id<Tenant> tenant, Id<Account> account) {
  return database_.read([&](db::Reader& reader) {
    accounts_.get(reader, tenant, account);
    return tax_standings::one(reader, tenant, account);
  });
}

void ClientTaxRoutes::setNumber(TaxStanding& standing, const std::optional<std::string>& number) {
  const auto wanted = number ? std::optional{numberOf(*number)} : std::nullopt;
  if (wanted == standing.taxId) return;
  standing.taxId = wanted;
  standing.standing = wanted ? TaxIdStanding::Pending : TaxIdStanding::Unchecked;
  standing.answer = nullptr;
  standing.checkedAt.reset();
}

void ClientTaxRoutes::keep(db::Transaction& tx, const Actor& actor, const TaxStanding& before,
                           const TaxStanding& after) {
  tax_standings::save(tx, actor.scope.tenant, after, clock_.now());
  audit_.record(
      tx, actor,
      {"account.tax_standing_changed", after.account.text(), recorded(before), recorded(after)});
}

void ClientTaxRoutes::mountClient(http::Router& router) {
  router
      .get<http::Nothing, TaxNumberView>(
          "/billing/tax-id", Access::client(kReadInvoices),
          [this](const auto& request) {
            const auto scope = request.scope();
            return TaxNumberView::of(read(scope.tenant, scope.account.value()));
          })
      .named("getTaxId", "My VAT number, and whether it is known to be valid")
      .tagged("Billing");
  router
      .put<TaxNumberBody, TaxNumberView>(
          "/billing/tax-id", Access::client(kManagePaymentMethods),
          [this](const auto& request) {
            const auto scope = request.scope();
            return TaxNumberView::of(database_.transaction([&](db::Transaction& tx) {
              const auto before = tax_standings::one(tx, scope.tenant, scope.account.value());
              auto after = before;
              setNumber(after, request.body().taxId);
              keep(tx, request.actor(), before, after);
              return after;
            }));
          })
      .named("setTaxId", "Name my VAT number; documents that are issued already stay as they are")
      .tagged("Billing");
}

void ClientTaxRoutes::mountStaff(http::Router& router) {
  router
      .get<http::Nothing, ClientTaxView>(
          "/admin/clients/{id}/tax", Access::staff(kManageInvoices),
          [this](const auto& request) {
            return ClientTaxView::of(read(request.scope().tenant, request.template id<Account>()));
          })
      .named("adminGetClientTax", "What a client's taxes depend on")
      .tagged("Clients");
  router
      .patch<ClientTaxBody, ClientTaxView>(
          "/admin/clients/{id}/tax", Access::staff(kManageInvoices),
          [this](const auto& request) {
            const auto tenant = request.scope().tenant;
            const auto id = request.template id<Account>();
            const auto& body = request.body();
            return ClientTaxView::of(database_.transaction([&](db::Transaction& tx) {
              const auto account = accounts_.get(tx, tenant, id);
              const auto before = tax_standings::one(tx, tenant, id);
              auto after = before;
              if (body.sez.value_or(false) && account.address.country != "IN")
                throw ValidationError{"sez", "not_in_india", "is for clients in India"};
              if (body.sez.value_or(false) && !account.gstin)
                throw ValidationError{
                    "sez", "no_gstin",
                    "needs the client's GSTIN, under which the unit is registered"};
              if (body.sez) after.sez = *body.sez;
              if (body.taxId) setNumber(after, *body.taxId);
              if (body.standing) {
                if (!after.taxId)
                  throw ValidationError{"standing", "no_tax_id", "is that of a VAT number"};
                after.standing = *body.standing;
                after.checkedAt = clock_.now();
                after.answer = {{"by", "staff"}, {"evidence", body.evidence.value_or("")}};
              }
              keep(tx, request.actor(), before, after);
              return after;
            }));
          })
      .named("adminChangeClientTax", "Change what a client's taxes depend on")
      .tagged("Clients");
}

}  // namespace hostler
