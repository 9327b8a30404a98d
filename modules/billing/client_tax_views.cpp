#include "modules/billing/client_tax_views.h"

namespace hostler {
namespace {

std::optional<std::string> textIn(const Json& answer, const char* member) {
  if (!answer.is_object()) return std::nullopt;
  const auto found = answer.find(member);
  const bool isThere = found != answer.end() && found->is_string();
  return isThere ? std::optional{found->get<std::string>()} : std::nullopt;
}

}  // namespace

TaxNumberView TaxNumberView::of(const TaxStanding& standing, const std::string& country,
                                const TenantSettings& settings) {
  TaxNumberView view;
  view.taxId = standing.taxId;
  view.standing = standing.standing;
  view.checkedAt = standing.checkedAt;
  view.name = textIn(standing.answer, "name");
  view.reference = textIn(standing.answer, "reference");
  view.applies = !standing.taxId || standing.numberIn(country).has_value();
  view.countsWhilePending = settings.text("tax.vat_pending") == "reverse_charge";
  return view;
}

void TaxNumberView::describe(Shape<TaxNumberView>& shape) {
  shape.field("tax_id", &TaxNumberView::taxId).nullable();
  shape.field("standing", &TaxNumberView::standing)
      .describedAs("pending: its register has not answered yet");
  shape.field("checked_at", &TaxNumberView::checkedAt).nullable();
  shape.field("name", &TaxNumberView::name)
      .nullable()
      .describedAs("as the register has it; some registers tell none");
  shape.field("reference", &TaxNumberView::reference)
      .nullable()
      .describedAs("the register's number of the consultation");
  shape.field("applies", &TaxNumberView::applies)
      .describedAs(
          "false: it is of another country than the account's address, and changes no tax");
  shape.field("counts_while_pending", &TaxNumberView::countsWhilePending)
      .describedAs("whether the shop takes a pending number as valid");
}

ClientTaxView ClientTaxView::of(const TaxStanding& standing, const std::string& country,
                                const TenantSettings& settings, bool canBeAsked) {
  ClientTaxView view;
  static_cast<TaxNumberView&>(view) = TaxNumberView::of(standing, country, settings);
  view.sez = standing.sez;
  view.checkedBy = textIn(standing.answer, "by");
  view.evidence = textIn(standing.answer, "evidence");
  view.address = textIn(standing.answer, "address");
  if (!standing.lastFailure.empty()) view.lastFailure = standing.lastFailure;
  view.nextCheckAt = standing.checkAt;
  view.canBeAsked = canBeAsked;
  return view;
}

void ClientTaxView::describe(Shape<ClientTaxView>& shape) {
  shape.include<TaxNumberView>();
  shape.field("sez", &ClientTaxView::sez);
  shape.field("checked_by", &ClientTaxView::checkedBy)
      .nullable()
      .describedAs("the lookup plugin that answered, or staff");
  shape.field("evidence", &ClientTaxView::evidence)
      .nullable()
      .describedAs("how staff checked it by hand");
  shape.field("address", &ClientTaxView::address).nullable().describedAs("as the register has it");
  shape.field("last_failure", &ClientTaxView::lastFailure)
      .nullable()
      .describedAs("why the register did not answer the last time, such as MS_UNAVAILABLE");
  shape.field("next_check_at", &ClientTaxView::nextCheckAt).nullable();
  shape.field("can_be_asked", &ClientTaxView::canBeAsked)
      .describedAs("false: no lookup plugin is enabled, so staff check numbers by hand");
}

void TaxNumberBody::describe(Shape<TaxNumberBody>& shape) {
  shape.field("tax_id", &TaxNumberBody::taxId)
      .length(1, 30)
      .describedAs("a VAT number with its country, such as FR40303265045; left out: none");
}

void ClientTaxBody::describe(Shape<ClientTaxBody>& shape) {
  shape.field("sez", &ClientTaxBody::sez)
      .describedAs("a unit or developer of a special economic zone in India");
  shape.field("tax_id", &ClientTaxBody::taxId).length(1, 30);
  shape.field("standing", &ClientTaxBody::standing)
      .describedAs(
          "valid or invalid: what a person found out, with `evidence`; pending: it is asked after "
          "again");
  shape.field("evidence", &ClientTaxBody::evidence)
      .length(1, 300)
      .describedAs("the register's consultation number, or how it was asked");
}

}  // namespace hostler
