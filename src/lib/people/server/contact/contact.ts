import { db } from '../../../server/db/client';
import { openContactEmail } from './contact-email';

export const contactEmail = openContactEmail(db);
