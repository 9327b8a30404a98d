#include "core/app/api_tags.h"

namespace hostler::app {

const std::map<std::string, std::string>& apiTags() {
  static const std::map<std::string, std::string> kTags{
      {"Account",
       "One's own account: profile, preferences, sessions, API keys, activity and data."},
      {"Admin: DNS", "All clients' zones, and the templates that zones begin with."},
      {"Admin: automation",
       "Rules and hooks: which there are, what they would do, and what they did."},
      {"Admin: billing", "Invoices, payments, credit, quotes and taxes, as staff work on them."},
      {"Admin: catalogue", "What is sold: options, add-ons, product groups, TLDs and coupons."},
      {"Admin: company",
       "Who the seller is: its names, address, tax numbers, time zone and currency."},
      {"Admin: console",
       "What the engine does: jobs, calls of providers, the audit log, settings and the test "
       "clock."},
      {"Admin: content",
       "Announcements, articles of the knowledge base and legal texts, as they are written."},
      {"Admin: domains", "All clients' domains, and what waits for staff at a registrar."},
      {"Admin: messages", "Mails and SMS that were sent, and addresses that get nothing more."},
      {"Admin: orders", "All orders, and what staff decide about them."},
      {"Admin: plugins",
       "Plugins of providers: their settings, whether they are enabled, and whether they work."},
      {"Admin: servers",
       "Servers and cloud accounts that services live on, their groups and their health."},
      {"Admin: services", "All services, and what staff do with them."},
      {"Admin: support", "The desk: tickets of everybody, departments and canned replies."},
      {"Admin: templates", "The texts of mails, SMS and documents, as a shop has them."},
      {"Admin: webhooks", "Webhooks of the shop, and what came in from gateways."},
      {"Billing", "Invoices, receipts, payments, saved methods and credit of one's own."},
      {"Brand", "What a shop looks like: its name, logo, colours and languages."},
      {"Cart", "What is about to be bought, by somebody signed in or a stranger, up to the order."},
      {"Catalogue", "Products on sale with their prices."},
      {"Clients", "Clients as staff see them: who they are, their groups, notes and standing."},
      {"Compute",
       "Servers at cloud providers, and what belongs to them: volumes, snapshots, addresses, "
       "networks."},
      {"Content", "Announcements, the knowledge base and legal texts, for everybody."},
      {"DNS", "Zones and their records, versions and DNSSEC."},
      {"Domains", "Names: searching, prices, and what is done with those that are owned."},
      {"Events", "What happens, as it happens: a stream of server-sent events."},
      {"Files", "Uploads, before something else refers to them."},
      {"Meta", "About this interface itself."},
      {"Notifications", "What carriers report of messages that they took."},
      {"Orders", "Orders of one's own."},
      {"Recovery", "Getting back in: forgotten passwords and user names, and proving an address."},
      {"Reports", "Numbers of the shop: revenue, reports and what is due when."},
      {"Second factor",
       "Codes beside the password, and showing a fresh factor before what is delicate."},
      {"Services", "What was bought: its state, access, use, backups, plan and end."},
      {"Sign-in", "Signing in and out, and passwords."},
      {"Sign-up", "Becoming a client, page by page."},
      {"Staff", "Who works here, and what their roles allow."},
      {"Support", "Tickets of one's own, and writing to the shop as a stranger."},
      {"Team", "Who shares an account: users, invitations, groups, roles and policies."},
  };
  return kTags;
}

}  // namespace hostler::app
