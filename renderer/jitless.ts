import * as z from 'zod';

// The content policy allows no code from text. Schemas are made when their modules load: this one has to load before.
z.config({ jitless: true });
