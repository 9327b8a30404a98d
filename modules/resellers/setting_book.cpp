#include "modules/resellers/setting_book.h"

#include <map>

namespace hostler {

const std::vector<TenantSetting>& tenantSettings() {
  static const std::vector<TenantSetting> all{
      // The seller itself, beside its name and address
      {"company.pan", "", "the seller's PAN, where it has one", true, true},
      {"company.registration_number", "",
       "the seller's number in its country's register of companies, such as an Indian CIN", true,
       true},
      // What the shop looks like
      {"brand.logo", "", "the file of the logo, a PNG", false, true},
      {"brand.primary", "",
       "the colour of buttons and links, such as #1d4ed8; it must be readable on white; empty: the "
       "shipped one"},
      {"brand.radius", 8, "how round the corners of cards and buttons are, in pixels: 0 to 24"},
      {"brand.tagline", "", "one line under the shop's first headline; empty: the shipped one"},
      // Invoices
      {"invoice.series", "HST",
       "what the numbers of invoices begin with: up to 4 of A-Z, 0-9 and -"},
      {"invoice.credit_note_series", "CN", "what the numbers of credit notes begin with"},
      {"invoice.debit_note_series", "DN", "what the numbers of debit notes begin with"},
      {"invoice.receipt_series", "RV", "what the numbers of receipt vouchers begin with"},
      {"invoice.proforma", false,
       "send a proforma invoice, which becomes a tax invoice once it is paid; off where the law "
       "wants the invoice before the payment, as of a continuous supply by its due date (CGST Act, "
       "section 31(5)). Its taxes stay those of the day on which it is sent: after a change of "
       "rates (section 14), cancel what is open and send it anew"},
      {"invoice.proforma_series", "PF",
       "what the numbers of proforma invoices begin with: no other document's series"},
      {"invoice.terms_days", 0, "days from an invoice's issue until it is due"},
      {"invoice.round_to_whole_unit", false, "round totals in rupees to whole rupees"},
      {"invoice.fiscal_year_first_month", 4,
       "the month with which a financial year, and its numbers, begin: 1 to 12"},
      {"invoice.notes", "", "what is printed at the foot of every invoice", true},
      {"invoice.colour", "", "the colour of invoices, such as #1d4ed8; empty: the shipped one"},
      {"invoice.upi_id", "", "the UPI address that invoices print a QR code for; empty: none",
       true},
      {"invoice.bank_details", "", "where a bank transfer goes, as it is printed on invoices",
       true},
      // Tax
      {"tax.regime", "gst",
       "how sales are taxed: gst, composition, table (rates of one's own) or none"},
      {"tax.prices_include_tax", false, "whether the catalogue's prices contain the tax"},
      {"tax.lut_number", "",
       "the letter of undertaking under which exports bear no IGST; empty: none"},
      {"tax.sac", "998315", "the service code of what says none of its own"},
      {"tax.vat_number", "",
       "the seller's own VAT number with its country's letters, such as DE136695976: printed on "
       "documents, and named to the register that is asked about clients' numbers; empty: none"},
      {"tax.vat_pending", "charge",
       "while a client's VAT number waits for its register: charge (tax is charged until it is "
       "confirmed) or reverse_charge (as if it were)"},
      {"tax.vat_recheck_days", 90,
       "days after which a valid VAT number is asked after again, counted from each answer; 0: "
       "never"},
      // Renewals and dunning, in days
      {"renewal.invoice_days_before", 14,
       "days before the end of a term on which its renewal is invoiced"},
      {"renewal.notice_days", Json::array({-3, 1, 5, 10}),
       "days around the due date on which a client is reminded; before it: negative"},
      {"renewal.grace_days", 3, "days after the due date until a service is suspended"},
      {"renewal.terminate_days_after_suspension", 15,
       "days after its suspension until a service is terminated"},
      {"termination.confirm_above", 0,
       "end a service that was not paid only once staff confirm it, where it costs more than this "
       "a "
       "month, in minor units of the seller's currency; 0: never asked"},
      {"renewal.pay_from_credit", true,
       "pay renewal invoices from a client's credit when it covers them"},
      {"renewal.consolidate", false,
       "invoice the renewals of one client that are due on one day together; otherwise each by "
       "itself"},
      {"renewal.free_invoice", false,
       "issue an invoice of 0.00 for the renewal of what is free; otherwise it renews without one"},
      {"renewal.after_suspension", "keep",
       "when a suspended service is paid for: keep its old dates, or restart its term on that day"},
      {"renewal.price_notice_days", 30,
       "days before a raised price holds on which the clients it touches are told"},
      {"orders.cancel_unpaid_days", 7, "days after which an unpaid order is cancelled"},
      {"termination.open_invoices", "credit",
       "the unpaid invoices of a service that was terminated: credit (credit notes take back what "
       "they say of days after its suspension, or after its end) or keep (they stay owed)"},
      {"dispute.suspend", true,
       "suspend what a payment was for when the payer's bank takes it back"},
      // Charging saved methods: on the due date, and on these days after it
      {"collect.enabled", true, "charge saved methods of payment on the due date"},
      {"collect.retry_days", Json::array({1, 3, 5}),
       "days after the due date on which a failed charge is tried again"},
      // Domains; days are before the expiry
      {"domains.fresh_factor", true,
       "ask clients for a fresh second factor before a domain's dangerous steps", true},
      {"domains.invoice_days_before", 21,
       "days before its expiry on which a domain's renewal is invoiced"},
      {"domains.notice_days", Json::array({30, 14, 7, 1}),
       "days before its expiry on which a domain's owner is reminded"},
      // Sign-up
      {"accounts.pan_required", true, "whether Indian clients give their PAN when they sign up"},
      {"accounts.legal_version", "1",
       "the version of the terms that is noted with who agreed to them"},
      // People told from programs
      {"captcha.plugin", "",
       "the captcha plugin that strangers are asked by; empty: the first enabled one by name, "
       "none: "
       "nobody is asked"},
      {"captcha.after_failures", 3,
       "failed attempts of an address within the window of the sign-in limit after which it is "
       "asked when it signs in or recovers a password; 0: always"},
      {"captcha.on_register", true, "ask everybody who signs up"},
      {"captcha.on_contact", true, "ask everybody who writes by the contact page"},
      {"captcha.when_down", "limit",
       "while the captcha's provider does not answer: limit (a few of each address get through) or "
       "refuse (nobody signs up, recovers a password or writes); signing in goes by limit always"},
      {"captcha.hosts", "",
       "host names beside the shop's own on which one may have been solved, separated by commas"},
      // Mail
      {"mail.from_name", "", "the name that mails come from; empty: the brand's"},
      {"mail.from_address", "", "the address that mails come from; empty: the brand's", true},
      {"mail.footer", "", "what stands at the foot of every mail", true},
      {"mail.carriers", "",
       "what carries mails, in order, separated by commas: notifier plugins, and builtin for the "
       "engine's own mail server; empty: builtin",
       true},
      {"sms.carriers", "",
       "notifier plugins that carry SMS, in order, separated by commas; empty: every one there is, "
       "by name",
       true},
      // Name servers
      {"dns.home", "", "the DNS plugin that zones are made at; empty: the first by name"},
      {"dns.zone_for_hosting", false, "make a zone for the domain of a new hosting service"},
      {"dns.hosting_template", "hosting", "the template that such a zone is filled from"},
      {"dns.most_zones", 100, "zones that one client may have"},
      {"dns.most_records", 250, "records that one zone may have"},
      {"dns.ds_wait_hours", 48,
       "hours for which a zone stays signed after its DS record is taken back"},
  };
  return all;
}

const TenantSetting* findTenantSetting(std::string_view name) {
  static const std::map<std::string_view, const TenantSetting*> byName = [] {
    std::map<std::string_view, const TenantSetting*> made;
    for (const auto& one : tenantSettings()) made.emplace(one.name, &one);
    return made;
  }();
  const auto found = byName.find(name);
  return found == byName.end() ? nullptr : found->second;
}

}  // namespace hostler
