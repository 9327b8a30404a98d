#include "modules/support/ticket_views.h"

#include "core/markdown/markdown.h"

#include <algorithm>

namespace hostler {

constexpr std::size_t kLongestMessage = 20'000;
constexpr std::size_t kMostAttachments = 10;

void TicketDepartmentView::describe(Shape<TicketDepartmentView>& shape) {
  shape.field("id", &TicketDepartmentView::id);
  shape.field("name", &TicketDepartmentView::name);
}

void TicketStaffView::describe(Shape<TicketStaffView>& shape) {
  shape.field("id", &TicketStaffView::id);
  shape.field("name", &TicketStaffView::name);
}

TicketReplyView TicketReplyView::of(const TicketReply& reply,
                                    const std::vector<File>& attachments) {
  TicketReplyView view;
  view.id = reply.id;
  view.author = reply.author;
  view.authorName = reply.authorName;
  view.message = reply.body;
  view.html = markdownToHtml(reply.body);
  for (const auto& file : attachments) view.attachments.push_back(FileView::of(file));
  view.createdAt = reply.createdAt;
  return view;
}

TicketReplyView TicketReplyView::forStaff(const TicketReply& reply,
                                          const std::vector<File>& attachments) {
  auto view = of(reply, attachments);
  view.note = reply.isNote;
  return view;
}

void TicketReplyView::describe(Shape<TicketReplyView>& shape) {
  shape.field("id", &TicketReplyView::id);
  shape.field("author", &TicketReplyView::author);
  shape.field("author_name", &TicketReplyView::authorName);
  shape.field("message", &TicketReplyView::message).describedAs("Markdown, as typed");
  shape.field("html", &TicketReplyView::html).describedAs("the same, safe to show as it is");
  shape.field("attachments", &TicketReplyView::attachments);
  shape.field("note", &TicketReplyView::note).describedAs("for staff alone");
  shape.field("created_at", &TicketReplyView::createdAt);
}

TicketView TicketView::of(const Ticket& ticket, const std::vector<Department>& departments) {
  TicketView view;
  view.id = ticket.id;
  view.number = ticket.label();
  view.subject = ticket.subject;
  view.status = ticket.status;
  view.priority = ticket.priority;
  const auto department = std::ranges::find_if(
      departments, [&](const Department& one) { return one.id == ticket.department; });
  if (department != departments.end())
    view.department = TicketDepartmentView{department->id, department->name};
  view.service = ticket.service;
  view.mergedInto = ticket.mergedInto;
  view.canBeRated = ticket.canBeRated();
  view.rating = ticket.rating;
  view.ratingComment = ticket.ratingComment;
  view.createdAt = ticket.createdAt;
  view.updatedAt = ticket.touchedAt;
  view.closedAt = ticket.closedAt;
  return view;
}

void TicketView::describe(Shape<TicketView>& shape) {
  shape.field("id", &TicketView::id);
  shape.field("number", &TicketView::number).describedAs("how people call it: TKT-000123");
  shape.field("subject", &TicketView::subject);
  shape.field("status", &TicketView::status);
  shape.field("priority", &TicketView::priority);
  shape.field("department", &TicketView::department).nullable();
  shape.field("service_id", &TicketView::service).nullable();
  shape.field("merged_into", &TicketView::mergedInto).nullable();
  shape.field("can_be_rated", &TicketView::canBeRated);
  shape.field("rating", &TicketView::rating).nullable();
  shape.field("rating_comment", &TicketView::ratingComment).nullable();
  shape.field("created_at", &TicketView::createdAt);
  shape.field("updated_at", &TicketView::updatedAt).describedAs("when somebody last spoke");
  shape.field("closed_at", &TicketView::closedAt).nullable();
  shape.field("replies", &TicketView::replies).describedAs("oldest first; not in lists");
}

void TicketRequesterView::describe(Shape<TicketRequesterView>& shape) {
  shape.field("client_id", &TicketRequesterView::client).nullable();
  shape.field("name", &TicketRequesterView::name);
  shape.field("email", &TicketRequesterView::email);
  shape.field("company", &TicketRequesterView::company).nullable();
}

void TicketClockView::describe(Shape<TicketClockView>& shape) {
  shape.field("due_at", &TicketClockView::firstDueAt).nullable();
  shape.field("answered_at", &TicketClockView::firstAnsweredAt).nullable();
  shape.field("late", &TicketClockView::late);
}

void TicketOnlookerView::describe(Shape<TicketOnlookerView>& shape) {
  shape.field("user_id", &TicketOnlookerView::user);
  shape.field("name", &TicketOnlookerView::name);
  shape.field("writing", &TicketOnlookerView::writing);
  shape.field("seen_at", &TicketOnlookerView::seenAt);
}

void AdminTicketView::describe(Shape<AdminTicketView>& shape) {
  shape.include<TicketView>();
  shape.field("requester", &AdminTicketView::requester);
  shape.field("assigned_to", &AdminTicketView::assignedTo).nullable();
  shape.field("first_response", &AdminTicketView::firstResponse);
  shape.field("others", &AdminTicketView::others)
      .describedAs("who else of staff has it open; not in lists");
}

std::vector<TicketOnlookerView> TicketOnlookersView::of(
    const std::vector<TicketDesk::Onlooker>& onlookers) {
  std::vector<TicketOnlookerView> views;
  for (const auto& one : onlookers)
    views.push_back({one.user, one.name, one.isWriting, one.seenAt});
  return views;
}

void TicketOnlookersView::describe(Shape<TicketOnlookersView>& shape) {
  shape.field("others", &TicketOnlookersView::others);
}

void TicketQuery::describe(Shape<TicketQuery>& shape) {
  shape.include<http::ListQuery>();
  shape.field("status", &TicketQuery::status);
  shape.field("closed", &TicketQuery::closed);
}

void AdminTicketQuery::describe(Shape<AdminTicketQuery>& shape) {
  shape.include<TicketQuery>();
  shape.field("client_id", &AdminTicketQuery::client);
  shape.field("department_id", &AdminTicketQuery::department);
  shape.field("priority", &AdminTicketQuery::priority);
  shape.field("assigned_to", &AdminTicketQuery::assignedTo)
      .length(1, 40)
      .describedAs("a user's id, me, or nobody");
  shape.field("q", &AdminTicketQuery::q)
      .length(1, 100)
      .describedAs("part of the subject, or of the requester's name or address; or its number");
  shape.field("late", &AdminTicketQuery::late).describedAs("whose first answer is overdue");
}

NewTicket NewTicketBody::ticket() const {
  return {subject, message, attachments, department, priority.value_or(TicketPriority::Normal),
          service};
}

void NewTicketBody::describe(Shape<NewTicketBody>& shape) {
  shape.field("subject", &NewTicketBody::subject).length(1, 200);
  shape.field("message", &NewTicketBody::message)
      .length(1, kLongestMessage)
      .multiline()
      .describedAs("Markdown");
  shape.field("attachments", &NewTicketBody::attachments)
      .count(0, kMostAttachments)
      .describedAs("ids of POST /files");
  shape.field("department_id", &NewTicketBody::department);
  shape.field("priority", &NewTicketBody::priority);
  shape.field("service_id", &NewTicketBody::service);
}

void AdminNewTicketBody::describe(Shape<AdminNewTicketBody>& shape) {
  shape.include<NewTicketBody>();
  shape.field("client_id", &AdminNewTicketBody::client);
}

void TicketMessageBody::describe(Shape<TicketMessageBody>& shape) {
  shape.field("message", &TicketMessageBody::message)
      .length(1, kLongestMessage)
      .multiline()
      .describedAs("Markdown");
}

void TicketReplyBody::describe(Shape<TicketReplyBody>& shape) {
  shape.include<TicketMessageBody>();
  shape.field("attachments", &TicketReplyBody::attachments)
      .count(0, kMostAttachments)
      .describedAs("ids of POST /files");
}

void TicketAnswerBody::describe(Shape<TicketAnswerBody>& shape) {
  shape.include<TicketReplyBody>();
  shape.field("status", &TicketAnswerBody::status).describedAs("afterwards; answered unless said");
  shape.field("last_seen_reply_id", &TicketAnswerBody::lastSeen)
      .describedAs("with it, 409 ticket_moved_on when somebody wrote since");
}

void TicketRatingBody::describe(Shape<TicketRatingBody>& shape) {
  shape.field("rating", &TicketRatingBody::rating).range(1, 5);
  shape.field("comment", &TicketRatingBody::comment).length(1, 1'000).multiline();
}

void TicketChange::describe(Shape<TicketChange>& shape) {
  shape.field("subject", &TicketChange::subject).length(1, 200);
  shape.field("status", &TicketChange::status);
  shape.field("priority", &TicketChange::priority);
  shape.field("department_id", &TicketChange::department);
  shape.field("assigned_to", &TicketChange::assignedTo);
}

void TicketMergeBody::describe(Shape<TicketMergeBody>& shape) {
  shape.field("into", &TicketMergeBody::into);
}

void TicketLookBody::describe(Shape<TicketLookBody>& shape) {
  shape.field("writing", &TicketLookBody::writing).withDefault();
}

void ContactBody::describe(Shape<ContactBody>& shape) {
  shape.field("name", &ContactBody::name).length(1, 120);
  shape.field("email", &ContactBody::email).email();
  shape.field("message", &ContactBody::message).length(1, 5'000).multiline();
  shape.field("captcha", &ContactBody::captcha).length(1, 4'096);
}

}  // namespace hostler
